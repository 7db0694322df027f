using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Tests.Training;

/// <summary>One result everywhere: processes that lack instruction sets give the bits of those that have them.</summary>
public sealed class InstructionSetTests
{
    private static readonly Lazy<IReadOnlyList<string>> Scalar = new(() => [.. ProbeRuns.Compute(KernelKind.Scalar)]);

    [Fact]
    public Task Process_AllThatTheMachineHas_GivesTheScalarBits() =>
        AssertAsync(null, Avx512F.IsSupported, Avx2.IsSupported, Fma.IsSupported, Sse2.IsSupported, Kernel.Best);

    [Fact]
    public Task Process_WithoutAvx512_GivesTheScalarBits() => AssertAsync(
        "DOTNET_EnableAVX512", false, Avx2.IsSupported, Fma.IsSupported, Sse2.IsSupported,
        Avx2.IsSupported && Fma.IsSupported ? KernelKind.Avx2 : KernelKind.Scalar);

    [Fact]
    public Task Process_WithoutAvx2_GivesTheScalarBits() =>
        AssertAsync("DOTNET_EnableAVX2", false, false, false, Sse2.IsSupported, KernelKind.Scalar);

    [Fact]
    public Task Process_WithoutAnyIntrinsics_GivesTheScalarBits() => AssertAsync(
        // .NET builds on SSE2 whatever is switched off; what counts is that nothing of ours uses it.
        "DOTNET_EnableHWIntrinsic", false, false, false, null, KernelKind.Scalar);

    [Theory]
    [InlineData(KernelKind.Avx512)]
    [InlineData(KernelKind.Avx2)]
    [InlineData(KernelKind.Scalar)]
    internal void Kernel_InThisProcess_GivesTheScalarBits(KernelKind kind)
    {
        if (!Kernel.IsSupported(kind))
            kind = Kernel.Best; // a machine without it has nothing of that kind to be wrong
        Assert.Equal(Scalar.Value, ProbeRuns.Compute(kind));
    }

    private static async Task AssertAsync(string? switchedOff, bool avx512, bool avx2, bool fma, bool? sse2, KernelKind best)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sweep.Core.Probe.dll")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (switchedOff is not null)
            start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        var output = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith($"avx512={avx512} avx2={avx2} fma={fma} ", output[0], StringComparison.Ordinal);
        if (sse2 is not null)
            Assert.Contains($" sse2={sse2} ", output[0], StringComparison.Ordinal);
        Assert.EndsWith($" best={best}", output[0], StringComparison.Ordinal);
        Assert.Equal(ProbeRuns.Count, output.Length - 1);
        Assert.Equal(Scalar.Value, output.Skip(1));
    }
}
