"""The scorer over HTTP, for programs that are not Python: ``riskscan serve``. It keeps no state and calls nobody.

Needs FastAPI and uvicorn (``pip install riskscan[serve]``).
"""
