using Sweep.Core.Trainers;

namespace Sweep.Core.Pruners;

/// <summary>
/// Whom the rungs keep, over cumulative cohorts: a cohort is judged at a rung once all of it that is left has come there, beside what the cohorts
/// before showed at it. So every verdict is a function of the spec and of results of a set that numbers fix, and not of who came first. Replicates of a
/// point are judged as one, by their mean. Values come in, in any order; verdicts come out, which are to be stored before anybody hears of them. Not safe
/// for use by several threads at once.
/// </summary>
public sealed class PrunerJudge
{
    private readonly RungPlan _plan;
    private readonly Objective _objective;
    private readonly double? _target;
    private readonly long _replicates;
    private readonly long _points;
    private readonly RungState[][] _rungs;
    private readonly Dictionary<long, (int Rung, RungValue Value)> _reached = [];
    private readonly Dictionary<long, RungValue> _ended = [];
    private readonly Dictionary<long, RungVerdict> _verdicts = [];

    /// <param name="plan">Where trials are judged.</param>
    /// <param name="objective">Of the sweep.</param>
    /// <param name="target">Of the sweep; null where it has none.</param>
    /// <param name="trials">Of the sweep.</param>
    public PrunerJudge(RungPlan plan, Objective objective, double? target, long trials)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(objective);
        (_plan, _objective, _target, _replicates) = (plan, objective, target, plan.Replicates);
        _points = trials / _replicates;
        _rungs = [.. plan.Brackets.Brackets.Select(_ => plan.Ladder.Rungs.Select(_ => new RungState()).ToArray())];
    }

    private bool IsTarget => _plan.Pruner.Kind == PrunerKind.Target;

    private bool IsMedian => _plan.Pruner.Kind == PrunerKind.Median;

    /// <summary>Takes over what was decided before, all of it and in any order: nothing else may have been told yet.</summary>
    public void TakeUp(IEnumerable<RungVerdict> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        foreach (var verdict in stored.OrderBy(verdict => verdict.Number))
        {
            Remember(verdict);
            if (IsTarget || verdict.Number % _replicates != 0)
                continue;
            var (point, rung) = (_plan.PointOf(verdict.Number), _rungs[verdict.Bracket][verdict.Rung]);
            rung.Next = Math.Max(rung.Next, verdict.Cohort + 1);
            rung.Scores.Add(Signed((IsMedian ? verdict.Mean : verdict.Score) ?? double.NaN), point);
            if (verdict.Decision == RungDecision.Kept && verdict.Rung + 1 < _plan.Ladder.Rungs.Length)
                _rungs[verdict.Bracket][verdict.Rung + 1].MembersOf(verdict.Cohort).Add(point);
        }

        foreach (var rung in _rungs.SelectMany(rungs => rungs))
            rung.ForgetDecided();
    }

    /// <summary>A trial is at a rung; what it showed there first counts.</summary>
    public void Reach(long number, int rung, RungValue value)
    {
        if (Find(number, rung) is null && (!_reached.TryGetValue(number, out var before) || before.Rung < rung))
            _reached[number] = (rung, value);
    }

    /// <summary>A trial has ended and comes to no further rung: there its last value counts, of a failed one none.</summary>
    public void End(long number, double? value) => _ended.TryAdd(number, value is { } last ? new RungValue(last, last, last) : RungValue.None);

    /// <summary>A trial has its row: nobody asks about it any more.</summary>
    public void Forget(long number) => _verdicts.Remove(number);

    /// <summary>What was decided about a trial at a rung; null where that is not decided.</summary>
    public RungVerdict? Find(long number, int rung) => !_verdicts.TryGetValue(number, out var last) || last.Rung < rung ? null
        : last.Rung == rung ? last
        : last with { Rung = rung, Step = _plan.Ladder.Rungs[rung], Decision = RungDecision.Kept };

    /// <summary>The trials of which cohorts wait whose turn it is: those that have ended are to be told (<see cref="End"/>).</summary>
    public IEnumerable<long> Awaited() => IsTarget
        ? []
        : Candidates().SelectMany(next => MembersOf(next.Bracket, next.Rung).From(_rungs[next.Bracket][next.Rung].There)
            .SelectMany(NumbersOf).Where(number => ValueOf(number, next.Rung) is null));

    /// <summary>Decides all that can be decided now.</summary>
    public IReadOnlyList<RungVerdict> Decide()
    {
        var verdicts = new List<RungVerdict>();
        if (IsTarget)
        {
            verdicts.AddRange(_reached.Select(reached => OfTarget(reached.Key, reached.Value.Rung, reached.Value.Value)));
        }
        else
        {
            // From the first rung on: what a cohort has become there lets it be judged at the next.
            foreach (var (bracket, rung) in Candidates())
            {
                while (IsDue(bracket, rung) && AreThere(bracket, rung))
                    verdicts.AddRange(Judge(bracket, rung));
            }
        }

        foreach (var verdict in verdicts)
        {
            _reached.Remove(verdict.Number);
            Remember(verdict);
        }

        return verdicts;
    }

    private IEnumerable<RungVerdict> Judge(int bracket, int rung)
    {
        var state = _rungs[bracket][rung];
        var members = MembersOf(bracket, rung).From(0);
        var cohort = state.Advance();
        var judged = members.Select(point => (Point: point, Score: MeanOf(point, rung, IsMedian ? value => value.Best : value => value.Last))).ToList();
        Func<(long Point, double Score), (bool IsKept, long? Place)> keeps;
        double cutoff;
        long among;
        if (IsMedian)
        {
            (cutoff, among) = (state.Scores.Median(), state.Scores.Count);
            keeps = one => (double.IsNaN(cutoff) || one.Score <= cutoff, null);
            foreach (var (point, _) in judged)
                state.Scores.Add(MeanOf(point, rung, value => value.Mean), point);
        }
        else
        {
            foreach (var (point, score) in judged)
                state.Scores.Add(score, point);
            among = state.Scores.Count;
            var most = Math.Max(1, among / _plan.Pruner.Factor);
            cutoff = among == 0 ? double.NaN : state.Scores.At(most - 1);
            keeps = one => state.Scores.PlaceOf(one.Score, one.Point) is var place ? (place < most, place) : default;
        }

        foreach (var one in judged)
        {
            var (isKept, place) = keeps(one);
            if (isKept && rung + 1 < _plan.Ladder.Rungs.Length)
                _rungs[bracket][rung + 1].MembersOf(cohort).Add(one.Point);
            foreach (var number in NumbersOf(one.Point))
            {
                var own = ValueOf(number, rung)!.Value;
                yield return new RungVerdict(number, rung, _plan.Ladder.Rungs[rung], isKept ? RungDecision.Kept : RungDecision.Pruned)
                {
                    Value = Shown(Signed(IsMedian ? own.Best : own.Last)),
                    Mean = IsMedian ? Shown(MeanOf(one.Point, rung, value => value.Mean)) : null,
                    Score = Shown(one.Score),
                    Bracket = bracket,
                    Cohort = cohort,
                    Place = place,
                    Among = among,
                    Cutoff = Shown(cutoff),
                };
            }
        }
    }

    private RungVerdict OfTarget(long number, int rung, RungValue value)
    {
        var isMet = _objective.IsReached(value.Best, _target ?? _objective.Unreachable);
        return new(number, rung, _plan.Ladder.Rungs[rung], isMet ? RungDecision.Completed : RungDecision.Kept)
        {
            Value = Shown(Signed(value.Best)),
            Score = Shown(Signed(value.Best)),
            Cutoff = _target,
        };
    }

    /// <summary>The cohorts that are next at each rung, the first rungs first.</summary>
    private IEnumerable<(int Bracket, int Rung)> Candidates()
    {
        for (var bracket = 0; bracket < _rungs.Length; bracket++)
        {
            for (var rung = _plan.Brackets.Brackets[bracket].FirstRung; rung < _plan.Ladder.Rungs.Length; rung++)
            {
                if (IsDue(bracket, rung))
                    yield return (bracket, rung);
            }
        }
    }

    private bool IsDue(int bracket, int rung)
    {
        var cohort = _rungs[bracket][rung].Next;
        return rung == _plan.Brackets.Brackets[bracket].FirstRung
            ? _plan.Brackets.PointsOf(bracket, cohort, _points).Count > 0
            : cohort < _rungs[bracket][rung - 1].Next;
    }

    /// <summary>The points of the cohort that is next.</summary>
    private CohortMembers MembersOf(int bracket, int rung)
    {
        var cohort = _rungs[bracket][rung].Next;
        if (rung > _plan.Brackets.Brackets[bracket].FirstRung)
            return new CohortMembers(_rungs[bracket][rung].Members.GetValueOrDefault(cohort) ?? []);
        var (first, count) = _plan.Brackets.PointsOf(bracket, cohort, _points);
        return new CohortMembers(first, (int)count);
    }

    /// <summary>True where all of the cohort that is next have come; those that have are not looked at again.</summary>
    private bool AreThere(int bracket, int rung)
    {
        var (state, members) = (_rungs[bracket][rung], MembersOf(bracket, rung));
        while (state.There < members.Count && NumbersOf(members[state.There]).All(number => ValueOf(number, rung) is not null))
            state.There++;
        return state.There == members.Count;
    }

    private IEnumerable<long> NumbersOf(long point)
    {
        for (var replicate = 0L; replicate < _replicates; replicate++)
            yield return point * _replicates + replicate;
    }

    private RungValue? ValueOf(long number, int rung) =>
        _reached.TryGetValue(number, out var reached) && reached.Rung == rung ? reached.Value
        : _ended.TryGetValue(number, out var ended) ? ended
        : null;

    /// <summary>Over the replicates, in their order; NaN where one has none.</summary>
    private double MeanOf(long point, int rung, Func<RungValue, double> which)
    {
        var sum = 0.0;
        foreach (var number in NumbersOf(point))
            sum += Signed(which(ValueOf(number, rung)!.Value));
        return sum / _replicates;
    }

    private void Remember(RungVerdict verdict)
    {
        if (!_verdicts.TryGetValue(verdict.Number, out var before) || before.Rung < verdict.Rung)
            _verdicts[verdict.Number] = verdict;
    }

    /// <summary>Less is better; what is no finite number is none. Its own inverse.</summary>
    private double Signed(double value) => !double.IsFinite(value) ? double.NaN : _objective.Goal == Goal.Minimize ? value : -value;

    private double? Shown(double signed) => double.IsNaN(signed) ? null : Signed(signed);
}
