"""A plan report read: its sections, its sentences, and every figure it promises with the place it stands.

Own rules, of the language these reports are written in; nothing here knows a particular report.
"""
