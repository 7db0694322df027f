using System.CommandLine;
using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep explain ID NUMBER</c>: why a trial was stopped early or went on, a sentence a rung.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Argument<long> Number = new("number") { HelpName = "NUMBER", Description = "The trial's number, from 0" };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("explain", "Say why a trial was stopped early, or went on") { Id, Number }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        var explained = (await opened.Sweeps.ExplainAsync(sweep, call.Get(Number), cancellation)).Require();
        if (call.Json)
        {
            call.WriteJson(explained, SweepJson.Default.TrialExplanation);
            return ExitCodes.Done;
        }

        foreach (var line in Lines(explained))
            call.Output.Results.Write(new Text(line + Environment.NewLine));
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Lines(TrialExplanation explained)
    {
        yield return $"trial {Figures.Count(explained.Number)}: {explained.State ?? "not finished"}";
        if (explained.Pruner is null)
            yield return "the sweep has no pruner: every trial is trained to its end";
        else if (explained.Rungs.Count == 0)
            yield return "nothing is decided about it yet";
        foreach (var rung in explained.Rungs)
            yield return rung.Sentence;
    }
}
