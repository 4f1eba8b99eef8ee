"""Why a file is not taken as evidence."""


class Unfit(Exception):
    """The file is refused; `code` says why, `figures` go into the words."""

    def __init__(self, code: str, **figures):
        super().__init__(code)
        self.code, self.figures = code, figures
