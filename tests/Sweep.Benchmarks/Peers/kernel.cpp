// The exercise's run in C++ with AVX-512 intrinsics, as well as its author knew how: three phases over chunks that stay in the
// first-level cache, the first one software-pipelined, shared divisions, loss as the logarithm of a product.
// Speaks the peers' protocol: a line with a number of iterations in, a line "seconds loss" out.
#include <immintrin.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

namespace {

constexpr int kLanes = 8;
constexpr int kHidden = 4;
constexpr int kSamples = 500;
constexpr int kBlocks = 64;
constexpr int kChunk = 32;
constexpr double kLog2E = 1.4426950408889634;

struct alignas(64) Block {
  double x1[kLanes], x2[kLanes], sign[kLanes], complement[kLanes];
};

struct alignas(64) Work {
  double h[kHidden][kLanes], z[kLanes];
};

Block data[kBlocks];
Work work[kChunk];
alignas(64) double weights[4 * kHidden];
alignas(64) double folded[4 * kHidden];

inline __m512d set(double v) { return _mm512_set1_pd(v); }

inline __m512d split(__m512d z, __m512d& r) {
  const __m512i powers = _mm512_set_epi64(0x3fef5818dcfba487, 0x3feee89f995ad3ad, 0x3feeace5422aa0db, 0x3feea09e667f3bcd,
                                          0x3feebfdad5362a27, 0x3fef06fe0a31b715, 0x3fef72b83c7d517b, 0x3ff0000000000000);
  const __m512d shifted = _mm512_add_pd(z, set(844424930131968.0));
  const __m512i k = _mm512_castpd_si512(shifted);
  r = _mm512_sub_pd(z, _mm512_sub_pd(shifted, set(844424930131968.0)));
  return _mm512_castsi512_pd(_mm512_add_epi64(_mm512_permutexvar_epi64(k, powers), _mm512_slli_epi64(k, 49)));
}

inline __m512d hidden_unit(__m512d z, __m512d& d) {
  __m512d r;
  const __m512d t = split(z, r);
  const __m512d even = _mm512_fmadd_pd(r, r, set(20.81377119609791));
  const __m512d odd = _mm512_fmadd_pd(even, set(0.057761135837699595), set(6.011276345344871));
  const __m512d n = _mm512_fnmadd_pd(r, odd, even);
  d = _mm512_fmadd_pd(t, _mm512_fmadd_pd(r, odd, even), n);
  return n;
}

inline __m512d output_denominator(__m512d z) {
  __m512d r;
  const __m512d t = split(z, r);
  __m512d power = _mm512_fmadd_pd(r, set(1.525357060744487e-05), set(0.00015404433819347582));
  power = _mm512_fmadd_pd(power, r, set(0.0013333558123198753));
  power = _mm512_fmadd_pd(power, r, set(0.009618129089983302));
  power = _mm512_fmadd_pd(power, r, set(0.05550410866482413));
  power = _mm512_fmadd_pd(power, r, set(0.24022650695910933));
  power = _mm512_fmadd_pd(power, r, set(0.6931471805599453));
  power = _mm512_fmadd_pd(power, r, set(1));
  return _mm512_fmadd_pd(t, power, set(1));
}

inline void finish(const __m512d* n, const __m512d* d, Work* out) {
  const __m512d i12 = _mm512_div_pd(set(1), _mm512_mul_pd(d[0], d[1]));
  const __m512d i34 = _mm512_div_pd(set(1), _mm512_mul_pd(d[2], d[3]));
  const __m512d h1 = _mm512_mul_pd(_mm512_mul_pd(n[0], d[1]), i12);
  const __m512d h2 = _mm512_mul_pd(_mm512_mul_pd(n[1], d[0]), i12);
  const __m512d h3 = _mm512_mul_pd(_mm512_mul_pd(n[2], d[3]), i34);
  const __m512d h4 = _mm512_mul_pd(_mm512_mul_pd(n[3], d[2]), i34);
  _mm512_store_pd(out->h[0], h1);
  _mm512_store_pd(out->h[1], h2);
  _mm512_store_pd(out->h[2], h3);
  _mm512_store_pd(out->h[3], h4);
  __m512d z = _mm512_mul_pd(set(folded[12]), h1);
  z = _mm512_fmadd_pd(set(folded[13]), h2, z);
  z = _mm512_fmadd_pd(set(folded[14]), h3, z);
  z = _mm512_fmadd_pd(set(folded[15]), h4, z);
  _mm512_store_pd(out->z, z);
}

inline void units(const Block& block, __m512d* n, __m512d* d) {
  const __m512d x1 = _mm512_load_pd(block.x1), x2 = _mm512_load_pd(block.x2);
#pragma GCC unroll 4
  for (int j = 0; j < kHidden; j++) {
    __m512d z = _mm512_fmadd_pd(x2, set(folded[kHidden + j]), set(folded[2 * kHidden + j]));
    z = _mm512_fmadd_pd(x1, set(folded[j]), z);
    n[j] = hidden_unit(z, d[j]);
  }
}

#ifndef PIPE
#define PIPE 1
#endif

void forward(const Block* blocks, int count) {
#if PIPE
  __m512d n[kHidden], d[kHidden];
  units(blocks[0], n, d);
  for (int b = 1; b < count; b++) {
    __m512d next_n[kHidden], next_d[kHidden];
    units(blocks[b], next_n, next_d);
    finish(n, d, &work[b - 1]);
#pragma GCC unroll 4
    for (int j = 0; j < kHidden; j++) {
      n[j] = next_n[j];
      d[j] = next_d[j];
    }
  }
  finish(n, d, &work[count - 1]);
#else
  for (int b = 0; b < count; b++) {
    __m512d n[kHidden], d[kHidden];
    units(blocks[b], n, d);
    finish(n, d, &work[b]);
  }
#endif
}

struct Loss {
  __m512d product = set(1), predicted = set(0);
  __m512i exponents = _mm512_setzero_si512();
  long splits = 0;
};

inline __m512d true_probability(const Block& block, __m512d p) {
  const __m512d held = _mm512_min_pd(_mm512_max_pd(p, set(1e-16)), set(1 - 1e-16));
  return _mm512_fmadd_pd(_mm512_load_pd(block.sign), held, _mm512_load_pd(block.complement));
}

inline __m512d refine(__m512d reciprocal, __m512d d) {
  return _mm512_fmadd_pd(_mm512_fnmadd_pd(d, reciprocal, set(1)), reciprocal, reciprocal);
}

void output(const Block* blocks, int count, Loss& loss) {
  __m512d product = loss.product, predicted = loss.predicted;
  for (int done = 0; done < count;) {
    for (const int end = done + 16 < count ? done + 16 : count; done < end; done += 2) {
      const Block &a = blocks[done], &b = blocks[done + 1];
      const __m512d d1 = output_denominator(_mm512_load_pd(work[done].z));
      const __m512d d2 = output_denominator(_mm512_load_pd(work[done + 1].z));
      const __m512d inverse = _mm512_div_pd(set(1), _mm512_mul_pd(d1, d2));
      const __m512d p1 = refine(_mm512_mul_pd(inverse, d2), d1);
      const __m512d p2 = refine(_mm512_mul_pd(inverse, d1), d2);
      const __m512d q1 = true_probability(a, p1), q2 = true_probability(b, p2);
      const __m512d s1 = _mm512_load_pd(a.sign), s2 = _mm512_load_pd(b.sign);
      _mm512_store_pd(work[done].z, _mm512_fmsub_pd(s1, q1, s1));
      _mm512_store_pd(work[done + 1].z, _mm512_fmsub_pd(s2, q2, s2));
      product = _mm512_mul_pd(product, _mm512_mul_pd(q1, q2));
      predicted = _mm512_mask_add_pd(predicted, _mm512_cmp_pd_mask(p1, set(0.5), _CMP_GE_OQ), predicted, s1);
      predicted = _mm512_mask_add_pd(predicted, _mm512_cmp_pd_mask(p2, set(0.5), _CMP_GE_OQ), predicted, s2);
    }
    const __m512i bits = _mm512_castpd_si512(product);
    loss.exponents = _mm512_add_epi64(loss.exponents, _mm512_srli_epi64(bits, 52));
    product = _mm512_castsi512_pd(_mm512_or_si512(_mm512_and_si512(bits, _mm512_set1_epi64(0x000fffffffffffff)),
                                                  _mm512_set1_epi64(0x3ff0000000000000)));
    loss.splits++;
  }
  loss.product = product;
  loss.predicted = predicted;
}

struct Gradient {
  __m512d sums[16];
};

void backward(const Block* blocks, int count, Gradient& gradient) {
  __m512d sums[16];
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) sums[i] = gradient.sums[i];
  for (int b = 0; b < count; b++) {
    const __m512d x1 = _mm512_load_pd(blocks[b].x1), x2 = _mm512_load_pd(blocks[b].x2), error = _mm512_load_pd(work[b].z);
#pragma GCC unroll 4
    for (int j = 0; j < kHidden; j++) {
      const __m512d h = _mm512_load_pd(work[b].h[j]);
      const __m512d d = _mm512_mul_pd(error, h);
      const __m512d g = _mm512_fnmadd_pd(d, h, d);
      sums[j] = _mm512_fmadd_pd(g, x1, sums[j]);
      sums[4 + j] = _mm512_fmadd_pd(g, x2, sums[4 + j]);
      sums[8 + j] = _mm512_add_pd(sums[8 + j], g);
      sums[12 + j] = _mm512_add_pd(sums[12 + j], d);
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) gradient.sums[i] = sums[i];
}

double iterate(double rate, double& accuracy, int zeros) {
  for (int i = 0; i < 4 * kHidden; i++) folded[i] = -kLog2E * weights[i];
  Loss loss;
  Gradient gradient;
  for (auto& sum : gradient.sums) sum = set(0);
  for (int at = 0; at < kBlocks; at += kChunk) {
    forward(data + at, kChunk);
    output(data + at, kChunk, loss);
    backward(data + at, kChunk, gradient);
  }
  alignas(64) double products[kLanes];
  _mm512_store_pd(products, loss.product);
  double product = 1;
  for (double p : products) product *= p;
  const long exponent = _mm512_reduce_add_epi64(loss.exponents) - 1023 * 8 * loss.splits;
  accuracy = (zeros + _mm512_reduce_add_pd(loss.predicted)) / kSamples;
  for (int i = 0; i < 12; i++) weights[i] -= rate * weights[12 + i % 4] * _mm512_reduce_add_pd(gradient.sums[i]);
  for (int i = 12; i < 16; i++) weights[i] -= rate * _mm512_reduce_add_pd(gradient.sums[i]);
  return -(std::log(product) + exponent * 0.6931471805599453) / kSamples;
}

}  // namespace

int main() {
  std::mt19937 random(42);
  std::uniform_real_distribution<double> uniform(-1, 1);
  int zeros = 0;
  for (int i = 0; i < kBlocks * kLanes; i++) {
    Block& block = data[i / kLanes];
    const int lane = i % kLanes;
    block.complement[lane] = 1;
    if (i >= kSamples) continue;
    const double x1 = block.x1[lane] = uniform(random), x2 = block.x2[lane] = uniform(random);
    const bool label = std::sqrt(x1 * x1 + x2 * x2) < 0.75;
    block.sign[lane] = label ? 1 : -1;
    block.complement[lane] = label ? 0 : 1;
    zeros += !label;
  }
  std::vector<double> first(16);
  for (double& weight : first) weight = uniform(random);
  for (int iterations; std::scanf("%d", &iterations) == 1;) {
    for (int i = 0; i < 16; i++) weights[i] = first[i];
    std::vector<double> losses(iterations), accuracies(iterations);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < iterations; i++) losses[i] = iterate(0.001, accuracies[i], zeros);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%.9f %.17g\n", seconds.count(), losses.back());
    std::fflush(stdout);
  }
}
