// Fills the start page with what the archive holds.
const put = (name, value) => {
  document.querySelector(`[data-fact="${name}"]`).textContent = typeof value === 'number' ? value.toLocaleString() : value || '–';
};
fetch('/api/kith/boot').then((answer) => answer.json()).then((boot) => {
  put('people', boot.archive.people);
  put('groups', boot.archive.groups);
  put('messages', boot.archive.messages);
  put('folder', boot.folder);
});
