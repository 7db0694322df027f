using System.Globalization;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Grains.Trainers;

namespace Sweep.Benchmarks.Scale;

/// <summary>A sweep of trials that wait: of a trainer of which nothing is known, and of which silos find out how long it takes.</summary>
internal static class WaitingSweep
{
    /// <param name="name">Its name.</param>
    /// <param name="seconds">Length of a trial.</param>
    /// <param name="trials">How many.</param>
    public static SweepSpec Spec(string name, double seconds, long trials)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"name: {name}\ntrainer: wait\nparameters: {{ milliseconds: [{Math.Ceiling(seconds * 1000):F0}] }}\nreplicates: {trials}\nreuse: none\n");
        return SpecReader.Read(text, NamedTrainer.KnownOf([NamedTrainer.Of<WaitTrainer>()])) is { Spec: { } spec }
            ? spec
            : throw new InvalidOperationException($"{name} is no spec");
    }
}
