using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Benchmarks.Kernels;

/// <summary>
/// Sweep's kernels beside C++ and NumPy, each in a process of its own, in turn, round after round: what the machine does
/// meanwhile hits all alike. Each peer is built from this repository; one whose tools are missing is left out, saying so.
/// </summary>
internal static class KernelComparison
{
    private const int DefaultRounds = 15;

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultRounds;
        var peers = Start();
        try
        {
            for (var round = -1; round < rounds; round++)
                foreach (var peer in peers)
                    await peer.TrainAsync(ExerciseRun.Iterations, isWarmUp: round < 0);
            Print(peers, rounds);
            return 0;
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    private static void Print(List<PeerProcess> peers, int rounds)
    {
        const double work = (double)ExerciseRun.Samples * ExerciseRun.Iterations;
        Console.WriteLine(
            $"{ExerciseRun.Samples} samples, {ExerciseRun.Iterations} iterations, 4 hidden units; {rounds} interleaved rounds; "
            + "the ratio is the median of the rounds' ratios to the first line");
        foreach (var peer in peers)
        {
            var ratios = peer.Seconds.Zip(peers[0].Seconds, (own, first) => own / first).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{peer.Name,-16} median {peer.Median / work * 1e9,8:F2} ns, least {peer.Seconds.Min() / work * 1e9,8:F2} ns a sample and iteration, "
                + $"ratio {ratios[ratios.Length / 2],7:F2}"));
        }
    }

    private static List<PeerProcess> Start()
    {
        var peers = new List<PeerProcess>();
        var self = Environment.ProcessPath!;
        peers.Add(new PeerProcess(Avx512F.IsSupported ? "Sweep, AVX-512" : "Sweep", new ProcessStartInfo(self, "peer")));
        if (Avx512F.IsSupported)
        {
            var narrow = new ProcessStartInfo(self, "peer");
            narrow.Environment["DOTNET_EnableAVX512"] = "0";
            peers.Add(new PeerProcess("Sweep, AVX2", narrow));
        }

        if (BuildCpp() is { } cpp)
            peers.Add(new PeerProcess("C++, AVX-512", new ProcessStartInfo(cpp)));
        if (HasNumPy())
            peers.Add(new PeerProcess("NumPy", new ProcessStartInfo("/usr/bin/python3", [Source("numpy_kernel.py")])));
        return peers;
    }

    private static string Source(string file) => Path.Combine(AppContext.BaseDirectory, "Peers", file);

    private static string? BuildCpp()
    {
        if (!Avx512F.IsSupported)
            return LeaveOut("C++", "its kernel needs AVX-512");
        var program = Path.Combine(AppContext.BaseDirectory, "kernel-peer");
        return Succeeds("g++", "-O3", "-march=native", "-std=c++17", "-o", program, Source("kernel.cpp"))
            ? program
            : LeaveOut("C++", "g++ is missing or failed; Debian: apt-get install g++");
    }

    private static bool HasNumPy() =>
        Succeeds("/usr/bin/python3", "-c", "import numpy") || LeaveOut("NumPy", "Debian: apt-get install python3-numpy") is not null;

    private static string? LeaveOut(string peer, string why)
    {
        Console.WriteLine($"{peer} is left out: {why}");
        return null;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
