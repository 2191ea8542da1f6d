const { round } = require("lodash");

/** Formats an amount of cents as a price. */
function price(cents) {
  return `${round(cents / 100, 2).toFixed(2)} EUR`;
}

module.exports = { price };
