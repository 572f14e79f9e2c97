//! Arrow tables in and out, by the `PyCapsule` interface: <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>.
//!
//! The only `unsafe` of the binding is here.

use std::{ffi::CStr, sync::Arc};

use arrow_array::{
    ArrayRef, ListArray, RecordBatch, RecordBatchIterator, StringArray, UInt64Array,
    builder::{ListBuilder, StringBuilder},
    ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader},
};
use arrow_schema::{ArrowError, Field, Schema};
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyCapsuleMethods},
};

use crate::errors;

const STREAM: &CStr = c"arrow_array_stream";

/// The stream of an object with `__arrow_c_stream__`; nothing where it has none. Its data is not copied.
pub(crate) fn stream(object: &Bound<'_, PyAny>) -> PyResult<Option<RecordBatchStreamReader>> {
    let Some(method) = object.getattr_opt("__arrow_c_stream__")? else { return Ok(None) };
    let capsule = method.call0()?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    #[expect(
        unsafe_code,
        reason = "a capsule of this name holds a pointer to an ArrowArrayStream; from_raw moves the stream out and leaves a released one behind, as the interface demands of a consumer"
    )]
    // SAFETY: the name was checked above, and the capsule outlives the call.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map(Some).map_err(|error| failed(&error))
}

fn failed(error: &ArrowError) -> PyErr {
    errors::table(&vaali_arrow::TableError::Stream { problem: error.to_string() })
}

/// A table that any Arrow library takes without copying.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Exported(RecordBatch);

#[pymethods]
impl Exported {
    /// Columns of equal length, each with its name and its kind: `uint64`, `string` or `list`.
    #[new]
    fn new(columns: Vec<(String, String, Bound<'_, PyAny>)>) -> PyResult<Self> {
        let mut fields = Vec::new();
        let mut arrays = Vec::new();
        for (name, kind, cells) in columns {
            let array: ArrayRef = match kind.as_str() {
                "uint64" => Arc::new(UInt64Array::from(cells.extract::<Vec<Option<u64>>>()?)),
                "string" => Arc::new(StringArray::from(cells.extract::<Vec<Option<String>>>()?)),
                _ => Arc::new(lists(cells.extract()?)),
            };
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let schema = Arc::new(Schema::new(fields));
        RecordBatch::try_new(schema, arrays).map(Self).map_err(|error| failed(&error))
    }

    /// The table as a stream of one chunk. There is one schema: the requested one is advice, as the interface says.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }
}

fn lists(cells: Vec<Vec<String>>) -> ListArray {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for cell in cells {
        builder.append_value(cell.into_iter().map(Some));
    }
    builder.finish()
}
