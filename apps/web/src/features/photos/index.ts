export { AddPhotosButton, PhotoGrid, usePhotoToast } from './photo-grid.js'
export { isPhoto } from './tiles.js'
export { usePhotos } from './use-photos.js'
