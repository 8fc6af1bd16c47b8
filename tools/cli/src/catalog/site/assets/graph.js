// The graph can be read and scrolled without this script. It adds zooming, dragging and following one event's lines.
(() => {
  'use strict';

  const MIN_ZOOM = 0.2;
  const MAX_ZOOM = 2;

  document.addEventListener('DOMContentLoaded', () => {
    const graph = document.querySelector('[data-graph]');
    const scroll = document.querySelector('[data-graph-scroll]');
    startZoom(graph, scroll);
    startDragging(scroll);
    startTracing(graph);
  });

  function startZoom(graph, scroll) {
    const tools = document.querySelector('[data-graph-tools]');
    const { width, height } = graph.viewBox.baseVal;
    let zoom = 1;
    const show = (wanted) => {
      const centre = { x: scroll.scrollLeft + scroll.clientWidth / 2, y: scroll.scrollTop + scroll.clientHeight / 2 };
      const next = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, wanted));
      graph.setAttribute('width', String(width * next));
      graph.setAttribute('height', String(height * next));
      scroll.scrollLeft = (centre.x * next) / zoom - scroll.clientWidth / 2;
      scroll.scrollTop = (centre.y * next) / zoom - scroll.clientHeight / 2;
      zoom = next;
    };
    const fitting = () => Math.min(1, scroll.clientWidth / width, (innerHeight * 0.78) / height);
    const steps = {
      in: () => show(zoom * 1.25),
      out: () => show(zoom / 1.25),
      fit: () => show(fitting()),
      full: () => show(1),
    };
    tools.hidden = false;
    tools.addEventListener('click', ({ target }) => steps[target.dataset.zoom]?.());
    scroll.addEventListener('keydown', ({ key }) => ({ '+': steps.in, '-': steps.out, 0: steps.fit })[key]?.());
    show(Math.max(0.75, fitting()));
    scroll.scrollTo({ left: 0, top: (height * zoom - scroll.clientHeight) / 2, behavior: 'instant' });
  }

  function startDragging(scroll) {
    let from;
    scroll.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('a') !== null) return;
      from = { x: event.clientX + scroll.scrollLeft, y: event.clientY + scroll.scrollTop };
      scroll.classList.add('is-dragged');
    });
    addEventListener('pointermove', (event) => {
      if (from === undefined) return;
      scroll.scrollTo({ left: from.x - event.clientX, top: from.y - event.clientY, behavior: 'instant' });
    });
    addEventListener('pointerup', () => {
      from = undefined;
      scroll.classList.remove('is-dragged');
    });
  }

  /** Whoever points at an event, a handler or a service, or moves the focus there, sees its lines and what they lead to. */
  function startTracing(graph) {
    const links = [...graph.querySelectorAll('.graph-link')];
    const rows = [...graph.querySelectorAll('[data-row]')];
    const trace = (touches) => {
      const lit = new Set(links.filter((link) => touches(link.dataset)));
      const ends = new Set([...lit].flatMap(({ dataset }) => [dataset.from, dataset.to]));
      for (const link of links) link.classList.toggle('is-lit', lit.has(link));
      for (const row of rows) row.classList.toggle('is-lit', ends.has(row.dataset.row));
      graph.classList.toggle('is-tracing', lit.size > 0);
    };
    for (const row of rows)
      onPointing(row, trace, ({ from, to }) => from === row.dataset.row || to === row.dataset.row);
    for (const title of graph.querySelectorAll('[data-card]')) {
      onPointing(title, trace, ({ ends }) => ends.split(' ').includes(title.dataset.card));
    }
  }

  function onPointing(element, trace, touches) {
    const nothing = () => false;
    element.addEventListener('pointerenter', () => trace(touches));
    element.addEventListener('focus', () => trace(touches));
    element.addEventListener('pointerleave', () => trace(nothing));
    element.addEventListener('blur', () => trace(nothing));
  }
})();
