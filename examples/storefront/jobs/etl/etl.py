"""Draws the map of deliveries from the order queue."""


def centre(points):
    count = len(points)
    return (sum(p[0] for p in points) / count, sum(p[1] for p in points) / count)
