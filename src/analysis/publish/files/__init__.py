"""The files beside a page, and folders of reports kept elsewhere."""
