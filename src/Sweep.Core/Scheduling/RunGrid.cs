using System.Collections.Immutable;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// A space's trials as runs: those that differ only in the resource are one training, of which each is a prefix, where the
/// trainer shares prefixes. A run's index is its place in the grid without that parameter, so run and stop ↔ number is arithmetic. Points that a
/// sampler chooses differ in more than one parameter, and those of a grid whose rules name the resource stop at steps of their own, so each of such trials is a
/// run, and its number the run's index.
/// </summary>
public sealed class RunGrid
{
    private readonly int[] _stopOfDigit;
    private readonly int[] _digitOfStop;
    private readonly long _replicates;

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
        var among = shared is null ? null : spec.Find(shared);
        if (!space.TellsRuns && among is { IsVaried: true })
            among = null;
        ImmutableArray<int> values = among is null ? [1] : [.. among.Values.Select(value => (int)value.Whole)];
        Inner = spec.Parameters.Reverse().TakeWhile(parameter => space.IsGrid && among is not null && parameter != among)
            .Aggregate(spec.Replicates, (product, parameter) => product * parameter.Count);
        _replicates = spec.Replicates;
        _digitOfStop = [.. Enumerable.Range(0, values.Length).OrderBy(digit => values[digit])];
        _stopOfDigit = new int[values.Length];
        for (var stop = 0; stop < values.Length; stop++)
            _stopOfDigit[_digitOfStop[stop]] = stop;
        Steps = [.. values.Order()];
        Count = space.Size / values.Length;
    }

    /// <summary>The resource's value at each stop, ascending; a single 1 where each trial is a run.</summary>
    public ImmutableArray<int> Steps { get; }

    /// <summary>Steps from the stop before to a stop.</summary>
    public int StepsTo(int stop) => Steps[stop] - (stop == 0 ? 0 : Steps[stop - 1]);

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

    /// <summary>Of the setting of a trial, whatever its replicate: the number of replicate 0 at each stop, the longest first.</summary>
    public IEnumerable<long> FirstNumbers(long number)
    {
        var run = Find(number - number % _replicates).Run;
        for (var stop = Stops - 1; stop >= 0; stop--)
            yield return NumberOf(run, stop);
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
