using System.Diagnostics;
using System.Globalization;

namespace Sweep.Benchmarks.Kernels;

/// <summary>A process that trains the exercise's run on request.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<double> _seconds = [];

    public PeerProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
    }

    public string Name { get; }

    /// <summary>Median seconds of the rounds so far.</summary>
    public double Median => _seconds.Order().ElementAt(_seconds.Count / 2);

    /// <summary>Seconds of each round so far.</summary>
    public IReadOnlyList<double> Seconds => _seconds;

    /// <summary>Trains once; the time is the peer's own, of training alone.</summary>
    public async Task TrainAsync(int iterations, bool isWarmUp)
    {
        await _process.StandardInput.WriteLineAsync(iterations.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
        var answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} ended: {_process.ExitCode}");
        if (!isWarmUp)
            _seconds.Add(double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
