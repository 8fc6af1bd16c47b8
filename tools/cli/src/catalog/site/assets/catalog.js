// The pages can be read without this script. It adds the theme switch, search, tabs, copying and moving about the graph.
(() => {
  'use strict';

  const THEME = 'tidings-catalog-theme';
  const THEMES = ['auto', 'light', 'dark'];
  const page = document.documentElement;

  /** A browser may refuse to remember anything for a file: then the theme lasts as long as the page. */
  function remembered() {
    try {
      return localStorage.getItem(THEME) ?? 'auto';
    } catch {
      return 'auto';
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem(THEME, theme);
    } catch {
      // Nothing is kept, and the switch still works on this page.
    }
  }

  function showTheme(theme) {
    if (theme === 'auto') page.removeAttribute('data-theme');
    else page.dataset.theme = theme;
  }

  showTheme(remembered());

  function startTheme() {
    const button = document.querySelector('[data-theme-switch]');
    const name = document.querySelector('[data-theme-name]');
    let theme = remembered();
    const label = () => {
      name.textContent = theme[0].toUpperCase() + theme.slice(1);
      button.setAttribute('aria-label', `Theme: ${theme}. Change it.`);
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      remember(theme);
      showTheme(theme);
      label();
    });
    label();
  }

  function startCopying() {
    for (const button of document.querySelectorAll('[data-copy]')) {
      button.hidden = false;
      button.addEventListener('click', () => void copyFrom(button));
    }
  }

  async function copyFrom(button) {
    const copied = await copy(button.closest('figure').querySelector('code').textContent);
    button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  /** Pages opened from a disk may have no clipboard. */
  function copyBySelection(text) {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }

  /** Words in any order; each must be somewhere in the text. */
  function matches(words, text) {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  }

  function startSearch() {
    const form = document.querySelector('[data-search]');
    if (form === null) return;
    const index = JSON.parse(document.getElementById('search-index').textContent);
    const input = form.querySelector('input');
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    input.addEventListener('input', () => search(input.value, index));
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.focus();
    });
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    search(input.value, index);
  }

  function search(text, index) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const event of index) {
      const fields = words.length === 0 ? [] : event.fields.filter((field) => matches(words, field.text));
      const isFound = fields.length > 0 || matches(words, event.text);
      const tile = document.querySelector(`[data-event="${CSS.escape(event.id)}"]`);
      tile.hidden = !isFound;
      listFields(tile.querySelector('[data-found]'), fields);
      shown += isFound ? 1 : 0;
    }
    for (const owner of document.querySelectorAll('[data-owner]')) {
      owner.hidden = owner.querySelector('[data-event]:not([hidden])') === null;
    }
    const count = document.querySelector('[data-search-count]');
    count.textContent = shown === 0 ? 'Nothing found' : `${shown} event${shown === 1 ? '' : 's'}`;
  }

  function listFields(list, fields) {
    list.hidden = fields.length === 0;
    list.replaceChildren(
      ...fields.slice(0, 6).map(({ path, href }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        const code = document.createElement('code');
        code.textContent = path;
        link.href = href;
        link.append(code);
        item.append(link);
        return item;
      }),
    );
  }

  function startTabs() {
    for (const box of document.querySelectorAll('[data-tabs]')) {
      const parts = [...box.querySelectorAll(':scope > [data-tab]')];
      if (parts.length > 1) tabbed(box, parts);
    }
  }

  function tabbed(box, parts) {
    const list = document.createElement('div');
    list.className = 'tabs';
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', box.dataset.tabs);
    const tabs = parts.map((part) => tabFor(part));
    const select = (index) => {
      tabs.forEach((tab, at) => tab.setAttribute('aria-selected', String(at === index)));
      tabs.forEach((tab, at) => (tab.tabIndex = at === index ? 0 : -1));
      parts.forEach((part, at) => (part.hidden = at !== index));
    };
    tabs.forEach((tab, at) => tab.addEventListener('click', () => select(at)));
    list.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step === undefined) return;
      const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
      select(next);
      tabs[next].focus();
    });
    list.append(...tabs);
    box.prepend(list);
    const follow = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const at = parts.findIndex((part) => target !== null && part.contains(target));
      if (at === -1) return;
      select(at);
      target.scrollIntoView();
    };
    select(0);
    follow();
    addEventListener('hashchange', follow);
  }

  function tabFor(part) {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.textContent = part.dataset.tab;
    tab.id = `${part.id}-tab`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', part.id);
    part.setAttribute('role', 'tabpanel');
    part.setAttribute('aria-labelledby', tab.id);
    return tab;
  }

  document.addEventListener('DOMContentLoaded', () => {
    startTheme();
    startCopying();
    startSearch();
    startTabs();
  });
})();
