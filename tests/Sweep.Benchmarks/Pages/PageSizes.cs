using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Pages;

/// <summary>How much there is, and how often it is looked at.</summary>
/// <param name="Trials">Of the big sweep.</param>
/// <param name="Points">Of each of its curves.</param>
/// <param name="Sweeps">Small ones.</param>
/// <param name="Rounds">Times that each page is the first of a server that has just started.</param>
/// <param name="Repeats">Times that it is opened again.</param>
internal sealed record PageSizes(int Trials, int Points, int Sweeps, int Rounds, int Repeats)
{
    public static PageSizes Read(string[] args) => new(
        Arguments.Count(args, "--trials", 100_000), Arguments.Count(args, "--points", 500), Arguments.Count(args, "--sweeps", 10_000),
        Arguments.Count(args, "--rounds", 3), Arguments.Count(args, "--repeats", 20));
}
