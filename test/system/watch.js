// Runs in the page of the player: plays a playlist from start to end and tells what it saw (Playback in player.ts).
globalThis.watch = async ({ url, rate }) => {
  const { Hls } = globalThis;
  const video = document.querySelector("video");
  const errors = [];
  const jumps = [];
  // What is looked at is the media, not the speed of the machine: everything is loaded before it plays, and a decoder may take its time.
  const patience = { highBufferWatchdogPeriod: 15, detectStallWithCurrentTimeMs: 15_000 };
  const hls = new Hls({ enableWorker: false, maxBufferLength: 600, ...patience });
  const loaded = new Promise((resolve) => hls.on(Hls.Events.BUFFER_EOS, resolve));
  const over = new Promise((resolve, reject) => {
    video.onended = resolve;
    video.onerror = () => reject(new Error(video.error?.message ?? "The video failed."));
    hls.on(Hls.Events.ERROR, (_, { details, fatal }) => {
      errors.push(details);
      if (fatal) reject(new Error(details));
    });
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  let [time, position] = [performance.now(), 0];
  video.ontimeupdate = () => {
    const now = performance.now();
    const moved = video.currentTime - position;
    // A jump is more than the time that passed explains at this rate, and half a second for the slowness of the machine.
    if (moved > ((now - time) / 1000) * rate + 0.5) jumps.push(moved);
    [time, position] = [now, video.currentTime];
  };
  await Promise.race([loaded, over]);
  video.playbackRate = rate;
  await video.play();
  await over;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [64, 36];
  const drawing = canvas.getContext("2d");
  drawing.drawImage(video, 0, 0, 64, 36);
  const pixels = drawing.getImageData(0, 0, 64, 36).data.filter((_, index) => index % 4 !== 3);
  return {
    duration: video.duration,
    position: video.currentTime,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
    errors,
    jumps,
    contrast: Math.max(...pixels) - Math.min(...pixels),
  };
};

// Runs in the page of the player: opens a file without any library and goes to a moment in it (Seek in player.ts).
globalThis.seek = async ({ url, to }) => {
  const video = document.querySelector("video");
  const next = (event) =>
    new Promise((resolve, reject) => {
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener("error", () => reject(new Error(video.error?.message ?? "The video failed.")), { once: true });
    });
  const opened = next("loadedmetadata");
  video.src = url;
  await opened;
  const sought = next("seeked");
  video.currentTime = to;
  await sought;
  const { seekable } = video;
  return { duration: video.duration, position: video.currentTime, seekable: seekable.length === 0 ? 0 : seekable.end(0) };
};
