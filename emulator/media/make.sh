#!/usr/bin/env bash
# Makes the two modules of recorded media beside this file, with Debian's ffmpeg (apt-get install ffmpeg). Run it only to change what
# the emulator's streams show; the modules are committed, and nothing runs ffmpeg when the emulator is used.
#
# loop.ts holds a transport stream whose first 8 seconds repeat without a seam: 200 pictures at 25 a second, each second from a key frame
# on (testsrc shows the time and moves), no B-frames, and 375 AAC frames of 1024 samples at 48 kHz, in which 440 Hz swings whole times.
# It is cut from the middle of a longer run, so that no encoder start lies in it. short.ts holds one second in each other format.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ffmpeg -v error -y \
  -f lavfi -i "testsrc=size=320x180:rate=25:duration=24:decimals=1" \
  -f lavfi -i "sine=frequency=440:sample_rate=48000:duration=24" \
  -c:v libx264 -profile:v main -level 3.0 -pix_fmt yuv420p -preset veryslow -crf 32 \
  -x264-params "keyint=25:min-keyint=25:scenecut=0:bframes=0:open-gop=0" \
  -c:a aac -b:a 32k -ac 1 -f mpegts "$work/long.ts"
ffmpeg -v error -y -ss 8 -i "$work/long.ts" -t 8.2 -c copy -f mpegts "$work/loop.ts"
for type in flv mp4; do ffmpeg -v error -y -i "$work/loop.ts" -t 1 -c copy -bsf:a aac_adtstoasc "$work/short.$type"; done
ffmpeg -v error -y -i "$work/loop.ts" -t 1 -vn -c copy "$work/short.aac"
ffmpeg -v error -y -i "$work/loop.ts" -t 1 -vn -c:a libmp3lame -b:a 32k "$work/short.mp3"

header="// Made by make.sh."
{
  echo "$header"
  echo
  echo "/** A transport stream of 8 seconds and a little more, in Base64. */"
  echo "export const LOOP ="
  echo "  \"$(base64 -w0 "$work/loop.ts")\";"
} >"$here/loop.ts"
{
  echo "$header"
  echo
  echo "/** One second in each format that is not a playlist, in Base64. */"
  echo "export const SHORT = {"
  for type in flv mp4 aac mp3; do
    echo "  $type: \"$(base64 -w0 "$work/short.$type")\","
  done
  echo "} as const;"
} >"$here/short.ts"
