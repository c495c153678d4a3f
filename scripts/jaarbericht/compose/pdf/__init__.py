"""What WeasyPrint leaves undone for an accessible, archivable PDF, one idea per module."""
