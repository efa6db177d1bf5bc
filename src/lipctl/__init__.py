"""lipctl: the yearly controlling round of a German city's integration plan (LIP).

Excel forms go out to the departments, their responses come back, are checked, and become the
Controllingbericht as a Word document. ARCHITECTURE.md tells how the floors are built.
"""

__version__ = "0.1.0"
