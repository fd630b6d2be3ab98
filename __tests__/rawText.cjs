// Gives a text file as a string, as webpack's asset/source does.
exports.process = (text) => ({ code: `module.exports = ${JSON.stringify(text)};` });
