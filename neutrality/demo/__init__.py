"""The training city: believable, fictional, the same every time it is made.

Stands above every room and uses their actions: what it shows is what the product does.
"""
