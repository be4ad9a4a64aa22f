"""Files for other systems: the titles and the facts as JSON, CSV and TBX."""
