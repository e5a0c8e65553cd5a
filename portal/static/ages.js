// Lets ages run on between two answers of the server, in the same words as it writes them.
const words = document.getElementById("sending-words").dataset;
const [s, min, h, d] = words.units.split(" ");
const UNITS = [[60, 1, s], [3600, 60, min], [86400, 3600, h], [604800, 86400, d]];

export function keepAges() {
  refreshAges();
  setInterval(refreshAges, 5000);
}

export function refreshAges() {
  for (const time of document.querySelectorAll("time[data-age]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(time.dateTime)) / 1000));
    const unit = UNITS.find(([limit]) => seconds < limit);
    const text = seconds < 5 ? words.now : unit && `${Math.floor(seconds / unit[1])} ${unit[2]}`;
    if (text && time.textContent !== text) time.textContent = text;
  }
}
