"""Recall (injected errors that are found) and precision (correct text that is not reported).

`precision.tsv` has the findings on translations of others that were read by hand, each with a verdict: `true` where the
languages really disagree, `false` where they do not or where it is unclear.
"""
