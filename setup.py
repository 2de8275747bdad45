"""Find the packages; everything else about the distribution is in pyproject.toml.

The migrations are at the top of the repository but are installed inside the package, as quotes.migrations, so
that an installed wheel can migrate its databases. pyproject.toml alone cannot both find packages and add one
from another folder.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["quotes", "quotes.*"]), "quotes.migrations"],
    package_dir={"quotes.migrations": "migrations"},
)
