/**
 * @typedef {{ passed: number, failed: number }} Totals
 */

/**
 * What Vitest's JSON report and exit code come to. A file that does not load holds no test and still failed; a skipped
 * test counts as failed, because this house has none.
 * @param {any} report null when Vitest wrote none
 * @param {number} code
 * @returns {Totals}
 */
export function vitestTotals(report, code) {
  if (report === null) return { passed: 0, failed: 1 };
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  ).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return settle(report.numPassedTests, report.numFailedTests + skipped + unloaded, code);
}

/**
 * What Playwright's JSON report and exit code come to. Flaky and skipped tests count as failed, and so does every error
 * outside of tests, such as a file that does not load.
 * @param {any} report null when Playwright wrote none
 * @param {number} code
 * @returns {Totals}
 */
export function playwrightTotals(report, code) {
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle(expected, unexpected + flaky + skipped + report.errors.length, code);
}

/**
 * A runner that ends badly although every test passed has failed all the same.
 * @param {number} passed @param {number} failed @param {number} code
 */
function settle(passed, failed, code) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}
