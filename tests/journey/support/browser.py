# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium, standing in for the person's default browser."""

import shutil
import tempfile

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from .desktop import PATIENCE

# The sandbox needs what containers do not give; the rest keeps Chromium to the pages asked for.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1000,900",
)


class Browser:
    """A browser without a window that really loads pages and clicks on them."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="journey-browser-")
        options = Options()
        options.binary_location = shutil.which("chromium")
        for flag in (*FLAGS, f"--user-data-dir={self._profile}"):
            options.add_argument(flag)
        self._driver = webdriver.Chrome(
            options=options, service=Service(shutil.which("chromedriver"))
        )
        self._driver.set_page_load_timeout(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    def close(self):
        self._driver.quit()
        shutil.rmtree(self._profile, ignore_errors=True)

    @property
    def address(self):
        return self._driver.current_url

    @property
    def text(self):
        """What a person reads on the page."""
        return self._driver.find_element(By.TAG_NAME, "body").text

    def load(self, link):
        self._driver.get(link)

    def write(self, element_id, text):
        self._driver.find_element(By.ID, element_id).send_keys(text)

    def click(self, element_id):
        """Clicks once the element is there, and waits for the page that follows."""
        page = self._driver.find_element(By.TAG_NAME, "html")
        # While one page gives way to another, Chromium may complain about the old one in more ways than one.
        wait = WebDriverWait(self._driver, PATIENCE, ignored_exceptions=[WebDriverException])
        wait.until(expected_conditions.element_to_be_clickable((By.ID, element_id))).click()
        wait.until(expected_conditions.staleness_of(page))

    def screenshot(self, path):
        self._driver.save_screenshot(str(path))
