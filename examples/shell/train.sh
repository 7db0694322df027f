#!/bin/sh
# Newton's method for the square root of a number, as a shell script: all that it needs is to print its reports.
set -eu
awk -v number="$1" -v guess="$2" -v steps="$3" 'BEGIN {
  for (step = 1; step <= steps; step++) {
    guess = (guess + number / guess) / 2
    error = guess * guess - number
    printf "@sweep {\"step\":%d,\"loss\":%.17g}\n", step, error < 0 ? -error : error
  }
}'
