namespace Sweep.Storage.Model;

/// <summary>A row of <c>data_set_contents</c>: numbers, once, however many names they have.</summary>
public sealed class DataSetContentRow
{
    public required string Hash { get; set; }

    public int Rows { get; set; }

    public required byte[] Content { get; set; }
}
