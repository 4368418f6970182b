#!/usr/bin/env bash
# Makes the report files of the tests' invented reports, turns them into PDF with LibreOffice, and each page into a picture to look at.
#   tools/look-at-reports.sh FOLDER
# Wants a build of tests/EngagementPipeline.Core.Tests, soffice (Debian: libreoffice-writer-nogui) and pdftoppm (poppler-utils); for the widths that Word has also
# fonts-crosextra-carlito and fonts-crosextra-caladea.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(realpath -m "${1:?a folder for the pictures}")
for tool in soffice pdftoppm; do command -v "$tool" >/dev/null || { echo "$tool is missing." >&2; exit 1; }; done

REPORT_FILES="$folder" "$root/tests/EngagementPipeline.Core.Tests/bin/Debug/net10.0/EngagementPipeline.Core.Tests" -noColor -noLogo \
  -namespace EngagementPipeline.Core.Tests.Reports.Outputs
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
cd "$folder"
shopt -s nullglob
for file in *.docx *.xlsx; do
  timeout 300 soffice "-env:UserInstallation=file://$profile" --headless --convert-to pdf "$file" >/dev/null
  pdftoppm -r 70 -png "${file%.*}.pdf" "${file%.*}"
  echo "$file: $(ls "${file%.*}"-*.png | wc -l) pages"
done
