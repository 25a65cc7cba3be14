"""The reviewer's page: `data` says what it needs, `render` and `write_report` make it."""

from serving.report.data import Report
from serving.report.page import render, write_report

__all__ = ["Report", "render", "write_report"]
