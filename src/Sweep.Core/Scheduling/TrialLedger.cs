namespace Sweep.Core.Scheduling;

/// <summary>
/// What a sweep's owner knows of its numbers (or positions, where they are leased in another order): which are finished,
/// which are leased, and which come next. Kept as runs, so its size follows the work in flight, not the size of the sweep.
/// </summary>
public sealed class TrialLedger
{
    /// <summary>Numbers that are passed over in one search.</summary>
    public const int MostSkipped = 10_000;

    private readonly long _planned;
    private readonly NumberSet _finished = new();
    private readonly NumberSet _taken = new();

    /// <param name="planned">Trials of the sweep.</param>
    /// <param name="frontier">All numbers below are finished.</param>
    /// <param name="finishedAbove">Finished runs above the frontier.</param>
    public TrialLedger(long planned, long frontier, IEnumerable<NumberRange> finishedAbove)
    {
        ArgumentNullException.ThrowIfNull(finishedAbove);
        _planned = planned;
        foreach (var run in finishedAbove.Prepend(new NumberRange(0, frontier)))
        {
            if (run.Count <= 0)
                continue;
            _finished.AddRange(run);
            _taken.AddRange(run);
        }
    }

    /// <summary>Numbers that are finished.</summary>
    public long Finished => _finished.Count;

    /// <summary>Numbers that are leased and not finished.</summary>
    public long Leased => _taken.Count - _finished.Count;

    /// <summary>Every number below is finished.</summary>
    public long Frontier => _finished.FirstMissing();

    /// <summary>What is finished, to be read only.</summary>
    public NumberSet FinishedSet => _finished;

    /// <summary>What is neither finished nor leased.</summary>
    public long Free => _planned - _taken.Count;

    public bool IsComplete => Finished == _planned;

    public IEnumerable<NumberRange> FinishedRuns => _finished.Runs;

    /// <summary>What is finished or leased.</summary>
    public IEnumerable<NumberRange> TakenRuns => _taken.Runs;

    /// <summary>True where <paramref name="number"/> has a result.</summary>
    public bool IsFinished(long number) => _finished.Contains(number);

    /// <summary>
    /// Takes the lowest free numbers until their cost adds up to <paramref name="cost"/>, at least one (if any is free) and at
    /// most <paramref name="most"/>.
    /// </summary>
    /// <param name="fits">Which numbers may be taken; null for all. After <see cref="MostSkipped"/> that may not, no more are looked at.</param>
    public IReadOnlyList<NumberRange> Take(double cost, int most, Func<long, double> costOf, Func<long, bool>? fits = null)
    {
        ArgumentNullException.ThrowIfNull(costOf);
        var runs = new List<NumberRange>();
        var sum = 0.0;
        var count = 0;
        var skipped = 0;
        var from = 0L;
        while (count < most && (count == 0 || sum < cost))
        {
            var number = _taken.FirstMissing(from);
            if (number >= _planned)
                break;
            from = number + 1;
            if (fits is not null && !fits(number))
            {
                if (++skipped > MostSkipped)
                    break;
                continue;
            }

            _taken.Add(number);
            sum += costOf(number);
            count++;
            if (runs.Count > 0 && runs[^1].End == number)
                runs[^1] = runs[^1] with { End = number + 1 };
            else
                runs.Add(new NumberRange(number, number + 1));
        }

        return runs;
    }

    /// <summary>Takes this number out of what is free; false where it was not.</summary>
    public bool Claim(long number) => _taken.Add(number);

    /// <summary>Notes a result; false where there was one already.</summary>
    public bool Finish(long number)
    {
        _taken.Add(number);
        return _finished.Add(number);
    }

    /// <summary>Frees one number that has no result; false where it has one, or was free.</summary>
    public bool Release(long number) => !_finished.Contains(number) && _taken.Remove(number);
}
