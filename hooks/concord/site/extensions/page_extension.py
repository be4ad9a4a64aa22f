"""What the extensions that know the registry have in common: the context of the site and the page that is rendered."""

from markdown.extensions import Extension

from concord.site.context import CurrentPage, SiteContext


class PageExtension(Extension):
    """An extension for the pages of one language.

    Args:
        context: The registry, the corpus and the language.
        current_page: The page that is rendered.
    """

    def __init__(self, context: SiteContext, current_page: CurrentPage) -> None:
        super().__init__()
        self.context, self.current_page = context, current_page
