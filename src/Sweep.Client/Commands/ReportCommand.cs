using System.CommandLine;
using Sweep.Client.Files;
using Sweep.Client.Reports;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep report ID</c>: one self-contained HTML file about a sweep.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();
    private static readonly Option<string?> File = new("--output") { HelpName = "FILE", Description = "Write there [report-ID.html]" };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("report", "Write one HTML file: what converged fastest, loss curves, heat maps") { Id, File },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var errors = new OptionReader();
        var written = OutputFile.Read("--output", call.Get(File), call, errors);
        if (errors.Errors.Count > 0)
            throw CliException.Usage(errors.Errors);
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var service = opened.Sweeps;
        var sweep = (await service.FindAsync(call.Get(Id), cancellation)).Require();
        var file = written ?? new OutputFile("--output", $"report-{SweepIds.StartOf(sweep.Id)}.html", new KeptFiles(StoreOpener.FileOf(call)));
        var bytes = await file.WriteAsync(
            async stream => await SweepReport.WriteAsync(await service.ReportAsync(sweep, cancellation), stream, cancellation), cancellation);
        call.Output.Say($"the report of sweep {sweep.Id:d} is in {Printable.Of(file.Path)}");
        if (call.Json)
            call.WriteJson(new WrittenFile(sweep.Id, Path.GetFullPath(file.Path), bytes), SweepJson.Default.WrittenFile);
        return ExitCodes.Done;
    }
}
