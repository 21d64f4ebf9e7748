// Lists every route of the description, with parameters, schemas and a try-out for GET.
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};

const resolve = (spec, schema, depth = 0) => {
  if (!schema || depth > 4) return schema;
  if (schema.$ref) return resolve(spec, spec.components.schemas[schema.$ref.split('/').pop()], depth + 1);
  if (schema.properties) {
    const properties = Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, resolve(spec, part, depth + 1)]));
    return { ...schema, properties };
  }
  return schema.items ? { ...schema, items: resolve(spec, schema.items, depth + 1) } : schema;
};

const schemaOf = (content) => content && content['application/json'] && content['application/json'].schema;

const tryOut = (path, parameters) => {
  const form = make('form');
  const inputs = parameters.map((parameter) => {
    const input = make('input', { name: parameter.name, required: parameter.required });
    form.append(make('label', {}, `${parameter.name} `, input));
    return [parameter, input];
  });
  const output = make('pre', { hidden: true });
  form.append(make('button', { textContent: 'Try' }), output);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    let url = path;
    const query = new URLSearchParams();
    for (const [parameter, input] of inputs) {
      if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(parameter.name, input.value);
    }
    const answer = await fetch(query.size ? `${url}?${query}` : url);
    output.hidden = false;
    output.textContent = `${answer.status}\n${(await answer.text()).slice(0, 20000)}`;
  });
  return form;
};

const route = (spec, path, method, operation) => {
  const box = make('details', { className: 'route' });
  box.dataset.text = `${method} ${path} ${operation.summary || ''}`.toLowerCase();
  box.append(make('summary', {}, make('b', { textContent: method.toUpperCase(), className: method }), ' ',
    make('code', { textContent: path }), ' ', make('span', { textContent: operation.summary || '' })));
  box.addEventListener('toggle', () => {
    if (!box.open || box.childElementCount > 1) return;
    const parameters = operation.parameters || [];
    const body = operation.requestBody && schemaOf(operation.requestBody.content);
    if (body) box.append(make('h3', { textContent: 'Body' }), make('pre', { textContent: JSON.stringify(resolve(spec, body), null, 1) }));
    for (const [status, answer] of Object.entries(operation.responses || {})) {
      const schema = schemaOf(answer.content);
      box.append(make('h3', { textContent: status }), make('pre', { textContent: schema ? JSON.stringify(resolve(spec, schema), null, 1) : answer.description || '' }));
    }
    if (method === 'get') box.append(tryOut(path, parameters));
  });
  return box;
};

const start = async () => {
  const spec = await (await fetch('/api/swagger.json')).json();
  const list = document.getElementById('routes');
  const boxes = Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => route(spec, path, method, operation)));
  list.replaceChildren(...boxes);
  document.getElementById('filter').addEventListener('input', (event) => {
    const wanted = event.target.value.toLowerCase();
    for (const box of boxes) box.hidden = !box.dataset.text.includes(wanted);
  });
};
start();
