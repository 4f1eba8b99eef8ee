"""Whose ledger this is: set up at first start, changed afterwards; by the system administrator."""
