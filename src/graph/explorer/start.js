/* global React, ReactDOM, GraphiQL */

const ask = async (asked) => {
  const answer = await fetch('../graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return answer.json();
};

ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, { fetcher: ask }),
);
