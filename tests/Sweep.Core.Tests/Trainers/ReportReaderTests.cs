using System.Text;
using CsCheck;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Tests.Trainers;

public sealed class ReportReaderTests
{
    private static readonly Gen<double> AnyValue = Gen.Frequency(
        (8, Gen.Double), (1, Gen.Const(double.NaN)), (1, Gen.Const(double.PositiveInfinity)), (1, Gen.Const(double.NegativeInfinity)));
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcNaIinfty\"\\ä_ "], 1, 12].Where(name => name is not ("step" or "checkpoint" or "stop"));

    private static readonly byte[] Letters = [.. "{}[]\":,.0123456789eNaInfity-+ \\u\0\nstep\u00e9"u8];

    [Theory]
    [InlineData("""{"step":10,"loss":0.4,"accuracy":1}""", "10 loss=0.4 accuracy=1")]
    [InlineData("""{ "loss" : -1e-3 , "step" : 10.0 }""", "10 loss=-0.001")]
    [InlineData("""{"step":0,"loss":NaN,"a":Infinity,"b":-Infinity}""", "0 loss=NaN a=Infinity b=-Infinity")]
    [InlineData("""{"step":0,"loss":"NaN","a":"Infinity","b":"-Infinity"}""", "0 loss=NaN a=Infinity b=-Infinity")]
    [InlineData("""{"step":0,"loss":nan,"a":inf,"b":-inf,"c":-nan}""", "0 loss=NaN a=Infinity b=-Infinity c=NaN")]
    [InlineData("""{"step":1,"NaN":1,"is \"NaN":NaN}""", "1 NaN=1 is \"NaN=NaN")]
    [InlineData("""{"step":1,"valid\u00e9":2}""", "1 validé=2")]
    public void Read_Metrics_GivesTheirNumbers(string line, string expected)
    {
        var reader = Read(line);
        Assert.Equal(ReportKind.Metrics, reader.Kind);
        Assert.Equal(expected, FormattableString.Invariant($"{reader.Step} {string.Join(' ', reader.Metrics.Select(metric => FormattableString.Invariant($"{metric.Metric}={metric.Value}")))}"));
    }

    [Fact]
    public void Read_CheckpointAndStop_GiveTheirTexts()
    {
        var checkpoint = Read("""{"checkpoint":"ckpt-10","step":10}""");
        Assert.Equal((ReportKind.Checkpoint, "ckpt-10", 10), (checkpoint.Kind, checkpoint.Text, checkpoint.Step));
        var stop = Read("""{"stop":"diverged"}""");
        Assert.Equal((ReportKind.Stop, "diverged", null), (stop.Kind, stop.Text, stop.Step));
    }

    [Theory]
    [InlineData("", "is no JSON object")]
    [InlineData("loss 0.5", "the report loss 0.5 is no JSON object")]
    [InlineData("[1]", "is no JSON object")]
    [InlineData("""{"step":1,"loss":0.5""", "is no JSON object")]
    [InlineData("""{"step":1,"loss":0.5} {}""", "is no JSON object")]
    [InlineData("""{"step":1}""", "has no metric; report {\"step\":10,\"loss\":0.4}")]
    [InlineData("""{"loss":1}""", "has no \"step\"; say after how many steps")]
    [InlineData("""{"step":1.5,"loss":1}""", "has a \"step\" that is no whole number from 0 to 2147483647")]
    [InlineData("""{"step":-1,"loss":1}""", "has a \"step\" that is no whole number")]
    [InlineData("""{"step":3000000000,"loss":1}""", "has a \"step\" that is no whole number")]
    [InlineData("""{"step":"1","loss":1}""", "has a \"step\" that is no whole number")]
    [InlineData("""{"step":1,"loss":null}""", "has a value of loss that is no number; metrics are numbers, or \"NaN\"")]
    [InlineData("""{"step":1,"loss":true}""", "has a value of loss that is no number")]
    [InlineData("""{"step":1,"loss":[1]}""", "has a value of loss that is no number")]
    [InlineData("""{"artifact":"model"}""", "has a value of artifact that is no number")]
    [InlineData("""{"step":1,"loss":1,"loss":2}""", "has loss twice")]
    [InlineData("""{"step":1,"step":1,"loss":2}""", "has step twice")]
    [InlineData("""{"step":1,"":2}""", "has a metric whose name is no printable text")]
    [InlineData("""{"checkpoint":"a"}""", "has no \"step\"")]
    [InlineData("""{"checkpoint":1,"step":1}""", "has a \"checkpoint\" that is no text")]
    [InlineData("""{"checkpoint":"a","step":1,"loss":1}""", "has metrics beside its checkpoint; write a line for each")]
    [InlineData("""{"stop":""}""", "has an empty text")]
    public void Read_AnythingElse_IsQuotedWithItsRule(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<ReportException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_LongOrBinary_IsShownShortAndPrintable()
    {
        var message = Assert.Throws<ReportException>(() => new ReportReader().Read([.. Enumerable.Repeat((byte)7, 70_000)])).Message;
        Assert.Contains("is longer than the 64 KiB of a report", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 1, 300);
        Assert.DoesNotContain('\a', message);
        Assert.Throws<ReportException>(() => new ReportReader().Read([.. "{\"step\":1,\"l"u8, 0xff, .. "\":1}"u8]));
    }

    [Fact]
    public void Read_ManyMetrics_AreBounded()
    {
        var line = $"{{\"step\":1,{string.Join(',', Enumerable.Range(0, 300).Select(k => $"\"m{k}\":1"))}}}";
        Assert.Contains("has one metric more than the 256", Assert.Throws<ReportException>(() => Read(line)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhatPythonWrites_ComesBack() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Dictionary(Name, AnyValue)[1, 5], Gen.Bool).Sample((step, metrics, quotes) =>
        {
            // json.dumps: names escaped, the three words bare.
            var members = metrics.Select(metric => $"{System.Text.Json.JsonSerializer.Serialize(metric.Key)}: {Number(metric.Value, quotes)}");
            var reader = Read($"{{{string.Join(", ", members)}, \"step\": {step}}}");
            Assert.Equal(step, reader.Step);
            Assert.Equal(metrics.Select(metric => (metric.Key, metric.Value)), reader.Metrics);
        });

    [Fact]
    public void Read_AnyBytes_AreAReportOrAReportException() =>
        Gen.Int[0, Letters.Length - 1].Select(k => Letters[k]).Array[0, 60].Sample(line =>
        {
            try
            {
                new ReportReader().Read(line);
            }
            catch (ReportException)
            {
            }
        });

    private static string Number(double value, bool quotes)
    {
        var text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return quotes && !double.IsFinite(value) ? $"\"{text}\"" : text;
    }

    private static ReportReader Read(string line)
    {
        var reader = new ReportReader();
        reader.Read(Encoding.UTF8.GetBytes(line));
        return reader;
    }
}
