#!/bin/sh
# Makes formats-expected.json: size and the mean colours of the four quarters of every photo that ImageMagick
# (Debian 12: 6.9.11-60, its own JPEG, PNG, TIFF and lcms code paths, not libvips) reads and brings upright,
# to sRGB and onto white. Usage, in test/golden: sh formats-expected.sh ../../../shared/photos/formats > formats-expected.json
cd "$1" || exit 1
srgb=/usr/share/color/icc/ghostscript/srgb.icc # of Debian's libgs-common
echo '['
first=1
find . -type f | sed 's#^\./##' | LC_ALL=C sort | while read -r file; do
  size=$(timeout 20 /usr/bin/convert-im6.q16 -limit area 1GP "$file[0]" -auto-orient -format '%w,%h' info: 2>/dev/null) || continue
  [ -n "$size" ] || continue
  profile="-profile $srgb"
  /usr/bin/identify-im6.q16 -format '%[profile:icc]' "$file[0]" 2>/dev/null | grep -q . || profile='-colorspace sRGB'
  colours=$(timeout 20 /usr/bin/convert-im6.q16 -limit area 1GP "$file[0]" -auto-orient $profile -background white -alpha remove \
    -type TrueColor -scale '2x2!' -depth 8 rgb:- 2>/dev/null | od -An -tu1 -v | tr -s ' \n' ',' | sed 's/^,//; s/,$//')
  [ -n "$colours" ] || continue
  [ $first = 1 ] || echo ','
  first=0
  printf '  {"photo": "%s", "size": [%s], "quarters": [%s]}' "$file" "$size" "$colours"
done
echo
echo ']'
