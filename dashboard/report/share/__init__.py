"""Pictures of a year's races and numbers to post, in two exact sizes, without a browser."""

from dashboard.report.share.pictures import SharePicture, share_pictures
from dashboard.report.share.sheet import SHAPES, TALL, WIDE, Shape

__all__ = ["SHAPES", "TALL", "WIDE", "Shape", "SharePicture", "share_pictures"]
