using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep top ID</c>: what converged fastest, or what is best in several things.</summary>
internal static class TopCommand
{
    private const int MostRows = 1_000_000;

    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<string?> By = new("--by")
    {
        HelpName = "PARAMETER",
        Description = $"Rank the values of a parameter: of the perceptron {string.Join(", ", Ranking.Perceptron.Names)} [pattern]",
    };

    private static readonly Option<string?> Limit = new("--limit") { HelpName = "N", Description = "At most so many rows" };

    private static readonly Option<bool> Compare = new("--compare")
    {
        Description = "Test whether the values are really different: log-rank tests, intervals of medians, restricted means",
    };

    private static readonly Option<string?> Pareto = new("--pareto")
    {
        HelpName = "NAMES",
        Description = "Show the trials that no other is better than in several things, such as loss,iterations or loss:min,accuracy:max; without names in the spec's objectives",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Reference = new("--reference")
    {
        HelpName = "NUMBERS",
        Description = "With --pareto: the point before which the front's hypervolume is taken, such as 1,5000; without it that of the spec's objectives",
    };

    private static readonly Option<bool> IncludePruned = IncludePrunedOption.Create();

    public static Command Create(CommandHost host) => host.Handle(
        new Command("top", "Rank what converged fastest, with the best settings") { Id, By, Limit, Compare, Pareto, Reference, IncludePruned }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var numbers = new OptionReader();
        var limit = (int)numbers.Whole("--limit", call.Get(Limit), 1, MostRows, MostRows);
        RefuseTogether(call, numbers);
        if (numbers.Errors.Count > 0)
            throw CliException.Usage(numbers.Errors);
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        if (call.Has(Pareto))
            await ShowFrontAsync(call, opened.Sweeps, sweep, limit, cancellation);
        else
            await ShowTopAsync(call, opened.Sweeps, sweep, limit, cancellation);
        return ExitCodes.Done;
    }

    private static void RefuseTogether(Invocation call, OptionReader errors)
    {
        if (!call.Has(Pareto))
        {
            if (call.Get(Reference) is { } reference)
                errors.Refuse(new("--reference", reference, "is a point of a front", "name what is weighed with --pareto"));
            return;
        }

        if (call.Get(By) is { } by)
            errors.Refuse(new("--by", by, "ranks values, and --pareto shows trials", "leave one of them out"));
        if (call.Get(Compare))
            errors.Refuse(new("--compare", "", "compares values, and --pareto shows trials", "leave one of them out"));
    }

    private static async Task ShowTopAsync(Invocation call, ISweepService sweeps, SweepRecord sweep, int limit, CancellationToken cancellation)
    {
        var ranking = new Ranking(sweep.Spec);
        var by = ReadParameter(call.Get(By), ranking);
        if (call.Get(Compare) && RankedParameters.CheckComparison("--compare", by, ranking) is { } wrong)
            throw CliException.Usage([wrong]);
        var query = new TopQuery(by, limit) { Compare = call.Get(Compare), IncludePruned = call.Get(IncludePruned) };
        var top = await sweeps.TopAsync(sweep, query, cancellation);
        if (call.Json)
            call.WriteJson(top, SweepJson.Default.SweepTop);
        else
            Write(call.Output, top);
    }

    private static void Write(Output output, SweepTop top)
    {
        var (sweep, spec) = (top.Sweep, top.Sweep.Spec);
        if (top.Table.Count == 0)
        {
            output.Say(top.PrunedLeftOut == 0 ? "no trial of this sweep is finished yet" : "no trial of this sweep has completed yet");
        }
        else
        {
            var heading = $"{Printable.Whole(sweep.Name)} ({ObjectiveTexts.Reached(spec)})";
            if (top.Totals.Rows < sweep.PlannedTrials)
                heading += $", after {Figures.Count(top.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials";
            output.Plain.WriteLine($"{heading}\n");
            output.Results.Write(ConvergenceView.Create(top.Table, top.By, spec, output.Results.Profile.Width));
        }

        if (top.Comparison is { } comparison)
            GroupComparisonView.Write(output, comparison, top.By, spec.Trainer.Resource ?? "steps");
        if (top.IsOfLongest)
            output.Plain.WriteLine($"\n{ConvergenceView.LongestCounts(spec)}");
        if (top.PrunedLeftOut > 0)
            output.Plain.WriteLine($"\n{ConvergenceView.PrunedLeftOut(top.PrunedLeftOut)}");
    }

    private static async Task ShowFrontAsync(
        Invocation call, ISweepService sweeps, SweepRecord sweep, int limit, CancellationToken cancellation)
    {
        var axes = call.Get(Pareto) is { } names ? FrontAxes.Read("--pareto", names, sweep.Spec).Require() : FrontAxes.Preset(sweep.Spec);
        var reference = call.Get(Reference) is { } text ? FrontAxes.ReadReference("--reference", text, axes.Count).Require() : null;
        var front = await FrontReader.ReadAsync(
            sweep, sweeps.ReadTrialsAsync(sweep.Id, cancellation), sweeps.ReadMetricsAsync(sweep.Id, cancellation), axes, reference, call.Get(IncludePruned),
            cancellation);
        if (call.Json)
            call.WriteJson(front with { Points = [.. front.Points.Take(limit)] }, SweepJson.Default.SweepFront);
        else
            FrontView.Write(call.Output, sweep, front, limit);
    }

    private static string ReadParameter(string? name, Ranking ranking) =>
        name is null ? ranking.By
        : RankedParameters.Check("--by", name, ranking) is { } wrong ? throw CliException.Usage([wrong])
        : name;
}
