using System.CommandLine;
using Sweep.Client.Export;
using Sweep.Client.Files;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Grains.Terminals;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep export ID</c>: trials, loss points or metric points as CSV, JSON lines or Parquet, streamed.</summary>
internal static class ExportCommand
{
    private const string Trials = "trials";
    private const string LossPoints = "loss-points";
    private const string MetricPoints = "metric-points";

    private static readonly string[] Kinds = [Trials, LossPoints, MetricPoints];

    private static readonly Argument<string> Id = Arguments.SweepId();
    private static readonly Option<string?> What = new("--what") { HelpName = "WHAT", Description = $"{Trials}, {LossPoints} or {MetricPoints} [{Trials}]" };
    private static readonly Option<string?> Columns = new("--columns") { HelpName = "COLUMNS", Description = "Only these columns, in this order; several with commas [all]" };
    private static readonly Option<string?> Format = new("--format") { HelpName = "FORMAT", Description = "csv, jsonl or parquet [by the file's ending, else csv]" };
    private static readonly Option<string?> File = new("--output") { HelpName = "FILE", Description = "Write there [standard output]" };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("export", "Export trials, loss points or metric points as CSV, JSON lines or Parquet") { Id, What, Columns, Format, File }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var errors = new OptionReader();
        var file = OutputFile.Read("--output", call.Get(File), call, errors);
        if (file is null && call.Context.Output is DescriptorStream)
            OutputFile.Read("standard output", "/dev/stdout", call, errors);
        var format = ExportFormats.Choose(call.Get(Format), file?.Path, errors);
        var what = call.Get(What) ?? Trials;
        if (!Kinds.Contains(what))
        {
            errors.Refuse(new Problem(
                "--what", what.Length == 0 ? "\"\"" : what, "cannot be exported",
                $"{Suggestions.Question(what, Kinds)}choose {Trials}, {LossPoints} or {MetricPoints}"));
        }

        string[] all = what switch
        {
            LossPoints => [.. LossPointColumns.All.Select(column => column.Name)],
            MetricPoints => [.. MetricPointColumns.All.Select(column => column.Name)],
            _ => [.. TrialExport.Columns.Select(column => column.Name)],
        };
        var columns = ExportColumns.Choose(call.Get(Columns), what, all, errors);
        if (call.Json && file is null or { IsStandardOutput: true })
            errors.Refuse(new Problem("--json", "", "and an export cannot share standard output", "add --output FILE, or write --format jsonl instead"));
        if (format == ExportFormat.Parquet && file is null && call.Context.OutputIsTerminal)
            errors.Refuse(new Problem("--format", "parquet", "is no text for a terminal", "add --output FILE"));
        if (errors.Errors.Count > 0)
            throw CliException.Usage(errors.Errors);

        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var service = opened.Sweeps;
        var sweep = (await service.FindAsync(call.Get(Id), cancellation)).Require();
        var exporter = Exporters.For(format, columns);
        Task WriteAsync(Stream output) => what switch
        {
            LossPoints => exporter.ExportLossPointsAsync(service.ReadCurvesAsync(sweep.Id, numbers: null, cancellation), output, cancellation),
            MetricPoints => exporter.ExportMetricPointsAsync(
                service.ReadCurvesAsync(sweep.Id, numbers: null, cancellation), service.ReadMetricsAsync(sweep.Id, cancellation), output, cancellation),
            _ => exporter.ExportTrialsAsync(service.ReadTrialsAsync(sweep.Id, cancellation), output, cancellation),
        };
        if (file is null)
        {
            await using var buffered = new BufferedStream(call.Output.OpenRaw(), 1 << 16);
            await WriteAsync(buffered);
            return ExitCodes.Done;
        }

        var bytes = await file.WriteAsync(WriteAsync, cancellation);
        call.Output.Say($"{what} of sweep {sweep.Id:d} are in {Printable.Of(file.Path)} ({Figures.Count(bytes)} bytes)");
        if (call.Json)
            call.WriteJson(new WrittenFile(sweep.Id, Path.GetFullPath(file.Path), bytes), SweepJson.Default.WrittenFile);
        return ExitCodes.Done;
    }
}
