"""Checks of what lies beside the PDF where it was built: raw files, seals, signatures."""
