using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron.Kernels;

// Started by the tests with some instruction sets switched off: says what is left, then a line for each run of the set.
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"avx512={Avx512F.IsSupported} avx2={Avx2.IsSupported} fma={Fma.IsSupported} sse2={Sse2.IsSupported} best={Kernel.Best}"));
foreach (var line in ProbeRuns.Compute(Kernel.Best))
    Console.WriteLine(line);
