// The spec editor: line numbers that follow, problems while one types, and places that one can jump to.
export function edit() {
  const box = document.querySelector('[data-editor]');
  const area = box.querySelector('textarea');
  const lines = box.querySelector('.lines');
  const form = area.form;
  let timer;

  function count() {
    const wrong = new Set([...document.querySelectorAll('#problems [data-line]')].map(one => Number(one.dataset.line)));
    const total = area.value.split('\n').length;
    lines.replaceChildren(...Array.from({ length: total }, (_, k) => {
      const number = document.createElement(wrong.has(k + 1) ? 'b' : 'span');
      number.textContent = String(k + 1);
      return number;
    }).flatMap(number => [number, '\n']));
    lines.scrollTop = area.scrollTop;
  }

  async function check() {
    const body = new URLSearchParams(new FormData(form));
    body.set('action', 'check');
    const sent = area.value;
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
    if (!answer.ok && answer.status !== 422) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (sent !== area.value) return;
    document.getElementById('problems').replaceChildren(...document.importNode(page.getElementById('problems'), true).childNodes);
    count();
  }

  area.addEventListener('input', () => {
    count();
    clearTimeout(timer);
    timer = setTimeout(check, 500);
  });
  area.addEventListener('scroll', () => { lines.scrollTop = area.scrollTop; });
  document.getElementById('problems').addEventListener('click', event => {
    const link = event.target.closest('a[data-line]');
    if (!link) return;
    event.preventDefault();
    const before = area.value.split('\n').slice(0, Number(link.dataset.line) - 1);
    const at = before.join('\n').length + (before.length ? 1 : 0) + Number(link.dataset.column) - 1;
    area.focus();
    area.setSelectionRange(at, at);
    area.scrollTop = Math.max(0, (Number(link.dataset.line) - 5) * 19.5);
  });
  count();
}
