"""Sends the weekly sales report."""


def total(orders):
    return sum(order["cents"] for order in orders)
