"""A report read into a draft: its text brought, its candidates seen one by one and made commitments."""
