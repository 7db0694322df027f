using System.Collections.Immutable;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// A grid's trials as runs: those that differ only in the resource are one training, of which each is a prefix, where the
/// trainer shares prefixes. A run's index is its place in the grid without that parameter, so run and stop ↔ number is arithmetic.
/// </summary>
public sealed class RunGrid
{
    private readonly int[] _stopOfDigit;
    private readonly int[] _digitOfStop;

    /// <summary>The runs that are trained as one.</summary>
    public RunGrid(SearchSpace space)
        : this(space, space?.Spec.Trainer.SharedResource)
    {
    }

    /// <summary>The trials that differ only in a parameter; each alone where it is null.</summary>
    public RunGrid(SearchSpace space, string? shared)
    {
        ArgumentNullException.ThrowIfNull(space);
        var spec = space.Spec;
        ImmutableArray<int> values = shared is null ? [1] : [.. spec.Find(shared)!.Values.Select(value => (int)value.Whole)];
        Inner = spec.Parameters.Reverse().TakeWhile(parameter => shared is not null && parameter.Name != shared)
            .Aggregate(spec.Replicates, (product, parameter) => product * parameter.Count);
        _digitOfStop = [.. Enumerable.Range(0, values.Length).OrderBy(digit => values[digit])];
        _stopOfDigit = new int[values.Length];
        for (var stop = 0; stop < values.Length; stop++)
            _stopOfDigit[_digitOfStop[stop]] = stop;
        Steps = [.. values.Order()];
        Count = space.PlannedTrials / values.Length;
    }

    /// <summary>The resource's value at each stop, ascending; a single 1 where each trial is a run.</summary>
    public ImmutableArray<int> Steps { get; }

    /// <summary>Numbers of the trials within one value of the resource, before it changes.</summary>
    public long Inner { get; }

    /// <summary>How many runs there are.</summary>
    public long Count { get; }

    /// <summary>Trials of a run.</summary>
    public int Stops => _digitOfStop.Length;

    /// <summary>The run of a trial, and which of its stops it is.</summary>
    public (long Run, int Stop) Find(long number)
    {
        var (block, inner) = Math.DivRem(number, Inner);
        var (outer, digit) = Math.DivRem(block, Stops);
        return (outer * Inner + inner, _stopOfDigit[digit]);
    }

    /// <summary>The inverse of <see cref="Find"/>.</summary>
    public long NumberOf(long run, int stop)
    {
        var (outer, inner) = Math.DivRem(run, Inner);
        return (outer * Stops + _digitOfStop[stop]) * Inner + inner;
    }

    /// <summary>The runs of a range of numbers, in ranges of one stop each: few, however many numbers there are.</summary>
    public IEnumerable<(int Stop, NumberRange Runs)> Split(NumberRange numbers)
    {
        var group = Inner * Stops;
        for (var start = numbers.Start; start < numbers.End;)
        {
            if (start % group == 0 && numbers.End - start >= group)
            {
                var end = numbers.End - numbers.End % group;
                for (var stop = 0; stop < Stops; stop++)
                    yield return (stop, new NumberRange(start / Stops, end / Stops));
                start = end;
                continue;
            }

            var next = Math.Min(numbers.End, (start / Inner + 1) * Inner);
            var (run, at) = Find(start);
            yield return (at, new NumberRange(run, run + next - start));
            start = next;
        }
    }
}
