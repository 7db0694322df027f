using System.Collections.Immutable;
using Sweep.Core.Budgets;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>budget</c>, and what a sweep must keep to whose end it sets.</summary>
internal sealed class BudgetReader(SpecErrors errors)
{
    private const string Example = "{ trials: 100, patience: 20 }";

    private readonly SpecValues _values = new(errors);
    private SpecNode? _iterations;

    /// <summary>Null where there is none, and where something is wrong with it.</summary>
    public BudgetSpec? Read(
        SpecNode? node, TrainerDeclaration? trainer, SamplerSpec? sampler, ImmutableArray<Parameter> parameters, long? replicates, double? target)
    {
        if (node is null || SpecSection.Read("budget", node, SpecKeys.Budget, Example, errors) is not { } section)
            return null;
        if (node is SpecNode.Map { Entries.Count: 0 })
            errors.Add("budget", node, "", "is empty", $"write budget: {Example}, or leave it out");
        var trials = ReadTrials(section, replicates ?? 1);
        var iterations = ReadIterations(section, trainer, sampler, parameters);
        var patience = Whole(section, "patience", SpecLimits.PlannedTrials);
        var ends = section["target"] is { } reached && _values.Truth("budget.target", reached) is true;
        if (ends && target is null)
            errors.Add("budget.target", section["target"]!, "", "ends the sweep at the target, and there is none", "write target: { METRIC: VALUE }, or leave it out");
        var budget = new BudgetSpec(trials, iterations, patience, ends, Time(section, "time"), Time(section, "train_time"));
        CheckRuns(section, budget, trainer, sampler, parameters);
        return budget;
    }

    /// <summary>That something is planned at all.</summary>
    public void Check(SweepSpec spec)
    {
        if (spec.Budget is not { Iterations: not null } budget)
            return;
        var whole = new SearchSpace(spec with { Budget = null });
        var resource = spec.Trainer.Resource!;
        if (BudgetPlan.Visits(whole) && whole.Size / spec.Replicates > BudgetPlan.MostVisited)
        {
            errors.Add(
                "budget.iterations", _iterations!, "",
                $"must be of at most {BudgetPlan.MostVisited} points where points that are chosen, enqueued or under conditions have several values of {resource}",
                $"write trials, or one value of {resource}");
        }
        else if (BudgetPlan.Of(budget, whole).Planned == 0)
        {
            var first = (whole.Knows(0) ? whole.StepsOf(whole.TrialAt(0))!.Value : spec.Find(resource)!.Values[0].Whole) * spec.Replicates;
            errors.Add(
                "budget.iterations", _iterations!, $"plans no trial: the first point has {first} {resource}, its replicates together",
                $"write at least {first}");
        }
    }

    private long? ReadTrials(SpecSection section, long replicates)
    {
        var trials = Whole(section, "trials", SpecLimits.PlannedTrials);
        if (trials % replicates is null or 0)
            return trials;
        var below = trials - trials % replicates;
        errors.Add(
            "budget.trials", section["trials"]!, $"must be whole points, of {replicates} replicates each",
            below > 0 ? $"write {below} or {below + replicates}" : $"write {replicates}");
        return null;
    }

    private long? ReadIterations(
        SpecSection section, TrainerDeclaration? trainer, SamplerSpec? sampler, ImmutableArray<Parameter> parameters)
    {
        _iterations = section["iterations"];
        var iterations = Whole(section, "iterations", BudgetSpec.MostIterations);
        if (iterations is null || trainer is null)
            return iterations;
        if (trainer.Trainer.Resource is not { } resource)
        {
            errors.Add(
                "budget.iterations", section["iterations"]!, "", $"counts steps, and {trainer.Trainer.Name} has no resource that says how many a trial has",
                "give the trainer a resource, or write trials");
        }
        else if (sampler is not null && SamplerDeclarations.Of(sampler).IsAdaptive
            && parameters.FirstOrDefault(parameter => parameter.Name == resource) is { IsVaried: true })
        {
            errors.Add(
                "budget.iterations", section["iterations"]!, "", $"counts steps before they are known: {sampler.Kind} chooses {resource} as it goes on",
                $"write trials, or one value of {resource}");
        }

        return iterations;
    }

    /// <summary>
    /// Trials of one training are finished together, whatever numbers are between them: a sweep that ends by what shows on the way has none such.
    /// </summary>
    private void CheckRuns(SpecSection section, BudgetSpec budget, TrainerDeclaration? trainer, SamplerSpec? sampler, ImmutableArray<Parameter> parameters)
    {
        if (!budget.IsWatched || sampler?.Kind != SamplerSpec.Grid.Kind || trainer?.Trainer.SharedResource is not { } shared
            || parameters.FirstOrDefault(parameter => parameter.Name == shared) is not { Count: > 1 } varied)
            return;
        var key = section.Keys.First(key => key is not ("trials" or "iterations"));
        errors.Add(
            $"budget.{key}", section[key]!, "", $"needs one value of {shared}, whose trials are trained as one, and there are {varied.Count}",
            $"write {shared}: [{varied.Greatest}], or leave {key} out");
    }

    private long? Whole(SpecSection section, string key, long most) =>
        section[key] is { } node ? _values.Whole($"budget.{key}", node, 1, most) : null;

    private TimeSpan? Time(SpecSection section, string key) => section[key] is { } node ? _values.Duration($"budget.{key}", node) : null;
}
