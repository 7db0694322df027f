#!/usr/bin/env Rscript
# What R says of made-up runs: the numbers that statistics.json holds. Groups are compared by survival's survdiff with strata, medians come from
# survfit with conf.type "log-log", means from survfit's table with rmean, corrections from p.adjust, hypervolumes from emoa.
#
# Usage: statistics.R > statistics.json   (needs Debian's r-cran-survival and r-cran-emoa)
suppressMessages({library(survival); library(emoa)})

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(items) paste0("[", paste(items, collapse = ","), "]")
numbers <- function(x) list_of(number(x))
object <- function(...) { parts <- c(...); paste0("{", paste(sprintf("\"%s\":%s", names(parts), parts), collapse = ","), "}") }

chi_square <- function(x, degrees) object(chi_square = number(x), degrees = number(degrees), above = number(pchisq(x, degrees, lower.tail = FALSE)))
gamma_of <- function(a, x) object(a = number(a), x = number(x), lower = number(pgamma(x, a)), upper = number(pgamma(x, a, lower.tail = FALSE)), log_gamma = number(lgamma(a)))

compare <- function(name, runs) {
  runs$group <- factor(runs$group)
  groups <- levels(runs$group)
  ends <- sapply(groups, function(g) { own <- runs[runs$group == g, ]; last <- max(own$time); if (any(own$time == last & own$reached == 0)) last else Inf })
  horizon <- if (all(is.infinite(ends))) max(runs$time) else min(ends)
  test <- survdiff(Surv(time, reached) ~ group + strata(replicate), runs)
  total <- function(x) if (is.matrix(x)) rowSums(x) else x
  fit <- survfit(Surv(time, reached) ~ group, runs, conf.type = "log-log")
  sums <- summary(fit, rmean = horizon)$table
  pairs <- combn(groups, 2, simplify = FALSE)
  tests <- lapply(pairs, function(pair) { own <- runs[runs$group %in% pair, ]; own$group <- factor(own$group); survdiff(Surv(time, reached) ~ group + strata(replicate), own) })
  p <- sapply(tests, function(t) t$pvalue)
  object(
    name = sprintf("\"%s\"", name), horizon = number(horizon),
    runs = list_of(sprintf("[%d,%d,%d,%d]", as.integer(runs$group) - 1L, as.integer(runs$time), as.integer(runs$reached), as.integer(runs$replicate))),
    chi_square = number(test$chisq), p_value = number(test$pvalue), observed = numbers(total(test$obs)), expected = numbers(total(test$exp)),
    median = numbers(sums[, "median"]), median_low = numbers(sums[, "0.95LCL"]), median_high = numbers(sums[, "0.95UCL"]),
    mean = numbers(sums[, "rmean"]), mean_error = numbers(sums[, "se(rmean)"]),
    pair_chi_square = numbers(sapply(tests, function(t) t$chisq)), pair_p_value = numbers(p), pair_corrected = numbers(p.adjust(p, "holm")))
}

# Runs that get to a target at a group's speed, on seeds that make some replicates slow for all; censored at the end of what was planned.
made <- function(speeds, replicates, settings, end, every) {
  runs <- expand.grid(setting = seq_len(settings), replicate = seq_len(replicates) - 1L, group = seq_along(speeds))
  time <- ceiling(rexp(nrow(runs), speeds[runs$group]) * (1 + 0.3 * (runs$replicate %% 3)) / every) * every
  data.frame(group = runs$group, replicate = runs$replicate, time = pmin(time, end), reached = as.integer(time <= end))
}

set.seed(17, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
mixed_ends <- made(c(1 / 700, 1 / 1500, 1 / 1400), 3, 11, 5000, 1)
mixed_ends$reached[mixed_ends$time > 1000 & seq_len(nrow(mixed_ends)) %% 3 == 0] <- 0L
mixed_ends$time[mixed_ends$reached == 0L] <- pmin(mixed_ends$time[mixed_ends$reached == 0L], 1000)
survival_cases <- list(
  compare("five patterns", made(1 / c(400, 600, 900, 2500, 6000), 3, 9, 5000, 1)),
  compare("ties", made(1 / c(300, 350, 500), 5, 5, 1000, 50)),
  compare("one replicate", made(1 / c(300, 800), 1, 41, 1000, 10)),
  compare("censored at several ends", mixed_ends),
  compare("every run gets there", made(1 / c(50, 60), 3, 9, 100000, 1)))

volume <- function(name, points, reference) object(
  name = sprintf("\"%s\"", name), points = list_of(apply(points, 2, numbers)), reference = numbers(reference),
  volume = number(dominated_hypervolume(points, reference)), front = numbers(which(!is_dominated(points)) - 1))
linear <- function(d, n) { x <- matrix(rexp(d * n), d); sweep(x, 2, colSums(x), "/") * 0.5 }
sphere <- function(d, n) { x <- matrix(abs(rnorm(d * n)), d); sweep(x, 2, sqrt(colSums(x^2)), "/") }
hypervolumes <- list(
  volume("two, at random", matrix(runif(2 * 40), 2), c(1, 1)),
  volume("two, beyond the reference", matrix(runif(2 * 40, 0, 1.4), 2), c(1, 1)),
  volume("DTLZ1 of three", linear(3, 60), rep(0.7, 3)),
  volume("DTLZ2 of three", sphere(3, 50), rep(1.1, 3)),
  volume("DTLZ2 of four", sphere(4, 40), rep(1.1, 4)),
  volume("five, at random", matrix(runif(5 * 60), 5), rep(1.2, 5)))

cat(object(
  chi_square = list_of(mapply(chi_square, c(0.001, 1, 3.841458820694124, 10, 100, 700, 5, 12.5, 80, 150), c(1, 1, 1, 1, 1, 1, 4, 9, 60, 200))),
  gamma = list_of(mapply(gamma_of, c(0.5, 0.5, 0.5, 1, 2.5, 10, 10, 99.5, 99.5, 1000), c(0.01, 1.4, 30, 1, 3.5, 5, 25, 90, 160, 1010))),
  survival = list_of(unlist(survival_cases)), hypervolume = list_of(unlist(hypervolumes))), "\n", sep = "")
